/**
 * Proof that the log is as it came: seals over what was taken in, each covering the one before it,
 * and the check that compares them with the rows.
 */
@NamedInterface("seal")
@NullMarked
package dev.signalbox.audit.seal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
