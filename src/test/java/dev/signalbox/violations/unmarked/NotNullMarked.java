package dev.signalbox.violations.unmarked;

import dev.signalbox.architecture.ArchitectureRules;
import dev.signalbox.violations.Violates;

/** Its package has no package-info and thus no {@code @NullMarked}. */
@Violates(ArchitectureRules.PACKAGES_ARE_NULL_MARKED)
final class NotNullMarked {}
