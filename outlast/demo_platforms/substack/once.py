"""A property that is made once for each world, however many threads look at it first."""

from functools import cached_property
from typing import Any, Self, TypeVar, overload

_T = TypeVar("_T")


class once(cached_property[_T]):  # noqa: N801 - a decorator
    """`cached_property` under the lock of its world, so that no thread puts what it made over an edit."""

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> _T: ...
    def __get__(self, instance: Any, owner: type[Any] | None = None) -> Any:
        """Return what was made, or make it."""
        if instance is None:
            return self
        with instance.lock:
            return super().__get__(instance, owner)
