"""The pages on the ontology, made of the Turtle files under ontology/ by docs/ontology.py."""
