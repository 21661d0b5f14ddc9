"""The facilitator's console, the evaluator's sheet, and the wall that everybody looks at."""
