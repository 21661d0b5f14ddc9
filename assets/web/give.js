// Commands of a seat, one after the other, until one is refused.

// The sentence of the refusal, or nothing when all was done.
export async function give(link, role, commands) {
  for (const [name, fields] of commands) {
    const answer = await link.act(role, name, fields);
    if (answer.t === "refused") return answer.text;
  }
  return "";
}
