"""What was planned: YAML files read into validated models, with every problem named."""
