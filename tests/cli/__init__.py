"""Tests of the commands; a package, so that they may have the names of the modules they go through."""
