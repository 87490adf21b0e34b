package dev.signalbox.breaches.unmarked;

import dev.signalbox.breaches.Breaks;
import dev.signalbox.house.HouseRules;

/** Its package has no package-info, so nobody says what may be null. */
@Breaks(HouseRules.PACKAGES_ARE_NULL_MARKED)
final class Unmarked {}
