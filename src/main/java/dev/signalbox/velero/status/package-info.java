/** Whether Velero can take snapshots: a checklist with the cause and the remedy of each line. */
@NamedInterface("status")
@NullMarked
package dev.signalbox.velero.status;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
