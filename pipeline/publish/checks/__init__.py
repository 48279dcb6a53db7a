"""The checks that prove a published package; `pipeline.publish.validate` has their registry."""
