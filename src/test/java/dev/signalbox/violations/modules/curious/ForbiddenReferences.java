package dev.signalbox.violations.modules.curious;

import dev.signalbox.violations.modules.careless.internal.InternalType;
import dev.signalbox.violations.modules.silent.UndeclaredModuleType;

/** Refers to an internal type and to an undeclared module. */
public record ForbiddenReferences(InternalType internal, UndeclaredModuleType undeclared) {}
