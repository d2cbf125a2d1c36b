"""Tests of reasoning; a package, so that its tests share the examples of the rules."""
