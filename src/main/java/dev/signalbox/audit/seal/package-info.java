/**
 * Integrity of the log: seals over recorded events, each chained to the previous one, and the
 * verification of the rows against them.
 */
@NamedInterface("seal")
@NullMarked
package dev.signalbox.audit.seal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
