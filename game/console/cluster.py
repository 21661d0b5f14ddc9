"""What runs where: replicas, versions, revisions, and how busy they are."""

import math

from game import draws
from game.console.replies import Reply, says
from game.console.scene import Scene
from game.console.words import table
from game.scenario.model import Deploy
from game.scenario.shop_model import LeverKind
from game.simtime import words

_SHOWN = 24
_LATELY_S = 300
_READY = "replicas.ready"


def pods(scene: Scene, rest: list[str]) -> Reply:
    """Each replica of checkout, ready or not, as the dashboards count them."""
    ready = scene.value("replicas.ready")
    if math.isnan(ready):
        return says("No data about replicas.")
    wanted = max(_wanted(scene), round(ready))
    version, since_s = _in_service(scene)
    age = scene.ago(since_s)
    rows = [("NAME", "READY", "STATUS", "VERSION", "AGE")]
    rows += [_pod(scene, n, round(ready), version, age) for n in range(min(wanted, _SHOWN))]
    told = f"{round(ready)} of {wanted} replicas of checkout are ready."
    others = f"Others: {', '.join(f'{s.id} {s.replicas}' for s in scene.book.shop.services)}."
    more = (others,) if scene.book.shop.services and not rest else ()
    return Reply((*table(rows), told, *more))


def _pod(
    scene: Scene, n: int, ready: int, version: str, age: str
) -> tuple[str, str, str, str, str]:
    name = pod_name(scene, n)
    if n < ready:
        return name, "1/1", "Running", version, age
    return name, "0/1", "NotReady", version, "-"


def pod_name(scene: Scene, n: int) -> str:
    """The name of the n-th replica, the same throughout a drill."""
    return f"checkout-{draws.key(scene.shop.seed, 'pod', n) % 0xFFFFF:05x}"


def _wanted(scene: Scene) -> int:
    """Replicas that should run: as many as were built, or ran lately; fewer once scaled in."""
    if any(scene.in_force(lever.id) for lever in scene.levers(LeverKind.SCALE_IN)):
        return 1
    lately = scene.view.readings.window(_READY, scene.view.at_s - _LATELY_S, scene.view.at_s)
    ran = max((round(value) for value in lately.tolist() if not math.isnan(value)), default=1)
    return max(ran, scene.book.shop.checkout.replicas)


def _in_service(scene: Scene) -> tuple[str, int]:
    """The version of checkout and since when its replicas run."""
    deploy = scene.newest_deploy("checkout")
    since_s = deploy.at_s if deploy else -86_400
    pulls = [scene.in_force(one.id) for one in scene.levers(LeverKind.RESTART, LeverKind.ROLLBACK)]
    done = [pull.completed_s for pull in pulls if pull is not None and pull.completed_s is not None]
    return scene.running_version(deploy) if deploy else "-", max([since_s, *done])


def top(scene: Scene, _rest: list[str]) -> Reply:
    """How busy each replica is; they stray a little around what the dashboards show."""
    busy = scene.value("checkout.utilisation")
    ready = scene.value("replicas.ready")
    if math.isnan(busy) or math.isnan(ready):
        return says("No data about the replicas' load.")
    workers = scene.book.shop.checkout.workers
    rows = [("NAME", "WORKERS BUSY", "CPU")]
    rows += [_load(scene, n, busy, workers) for n in range(min(round(ready), _SHOWN))]
    return Reply(
        (
            *table(rows),
            f"workers busy    {scene.shown('checkout.utilisation')}",
            f"waiting         {scene.shown('checkout.queue')}",
            f"requests        {scene.shown('checkout.requests')}",
            f"trying again    {scene.shown('checkout.retries')}",
            "A worker that waits for an answer is busy and takes no CPU.",
        )
    )


def _load(scene: Scene, n: int, busy: float, workers: int) -> tuple[str, str, str]:
    stray = 0.9 + 0.2 * draws.draw(scene.shop.seed, f"top/{scene.view.at_s}", n)
    taken = min(round(busy * stray * workers), workers)
    return pod_name(scene, n), f"{taken}/{workers}", f"{stray * _own_cores(scene) * 1000:.0f}m"


def _own_cores(scene: Scene) -> float:
    """Cores that one replica takes: requests that it answers a second, times its own work."""
    answered = scene.number("checkout.requests") * scene.number("checkout.success", 1.0)
    work_s = scene.book.shop.checkout.work_ms.value / 1000.0
    return answered * work_s / max(scene.number("replicas.ready"), 1.0)


def history(scene: Scene, rest: list[str]) -> Reply:
    """Revisions of a service, the newest last."""
    service = service_in(scene, rest)
    if service is None:
        return which_service(scene)
    mine = sorted(
        (item for item in scene.book.deploys if item.service == service),
        key=lambda item: item.at_s,
    )
    if not mine:
        return says(f"{service}: no new revision for a month.")
    rows = [("REVISION", "VERSION", "SINCE (UTC)", "CHANGE")]
    rows += [("…", mine[0].previous, "", "the version before")]
    rows += [
        (str(n), item.version, scene.book.utc(item.at_s), item.title)
        for n, item in enumerate(mine, 1)
    ]
    undone = _rolled_back(scene, mine[-1])
    return Reply((*table(rows), *undone))


def _rolled_back(scene: Scene, newest: Deploy) -> tuple[str, ...]:
    if scene.running_version(newest) == newest.version:
        return ()
    return (f"In service is {newest.previous} again: the newest revision was rolled back.",)


def rollout_status(scene: Scene, rest: list[str]) -> Reply:
    """What is in service now, and whether a change is under way."""
    service = service_in(scene, rest)
    if service is None:
        return which_service(scene)
    deploy = scene.newest_deploy(service)
    version = scene.running_version(deploy) if deploy else "the same version as for a month"
    ready = scene.shown("replicas.ready")
    lines = [f"{service}: {version} is rolled out; {ready} replicas of checkout are ready"]
    kinds = (LeverKind.ROLLBACK, LeverKind.RESTART, LeverKind.SCALE_OUT, LeverKind.SCALE_IN)
    for lever in scene.levers(*kinds):
        pull = scene.in_force(lever.id)
        if pull is not None and pull.completed_s is None:
            lines.append(f"under way since {words(scene.view.at_s - pull.at_s)}: {lever.title}")
    return Reply(tuple(lines))


def describe(scene: Scene, rest: list[str]) -> Reply:
    """A service with its last change."""
    service = service_in(scene, rest)
    if service is None:
        return which_service(scene)
    rows = [("service", service)]
    deploy = scene.newest_deploy(service)
    if deploy is not None:
        age = scene.ago(deploy.at_s)
        rows += [
            ("version", scene.running_version(deploy)),
            ("change", f"{deploy.title}, by {deploy.by}, {age} ago"),
            ("before", deploy.previous),
        ]
    rows += _built(scene, service)
    return Reply(table(rows))


def _built(scene: Scene, service: str) -> list[tuple[str, str]]:
    parts = {item.id: item for item in scene.book.shop.services}
    part = scene.book.shop.checkout if service == "checkout" else parts.get(service)
    if part is None:
        return []
    asks = ", ".join(call.to for call in part.calls) or "nobody"
    if service == "checkout":
        asks = f"database, payments, {asks}"
        ready = scene.shown("replicas.ready")
    else:
        ready = str(part.replicas)
    return [
        ("replicas", f"{ready} ready, with {part.workers} workers each"),
        ("queue", f"{part.queue} may wait, each for at most {words(part.timeout_s)}"),
        ("asks", asks),
    ]


def service_in(scene: Scene, rest: list[str]) -> str | None:
    """The service that the words name, such as deploy/checkout; checkout when none is named."""
    named = [word.rpartition("/")[2] for word in rest if not word.startswith("-")]
    services = scene.services()
    found = next((word for word in named if word in services), None)
    if found is not None:
        return found
    pod = next((word for word in named if word.startswith("checkout-")), None)
    if pod is not None:
        return "checkout"
    plain = [word for word in named if word not in {"deploy", "deployment", "pod", "pods"}]
    return None if plain else "checkout"


def which_service(scene: Scene) -> Reply:
    """The services that can be named."""
    known = ", ".join(f"deploy/{service}" for service in scene.services())
    return says(f"Name one of the services: {known}.")
