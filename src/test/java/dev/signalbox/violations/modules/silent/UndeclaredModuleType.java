package dev.signalbox.violations.modules.silent;

import dev.signalbox.violations.modules.curious.ForbiddenReferences;
import org.jspecify.annotations.Nullable;

/** Used by a module that does not declare the dependency, and part of a cycle with it. */
public record UndeclaredModuleType(@Nullable ForbiddenReferences cycle) {}
