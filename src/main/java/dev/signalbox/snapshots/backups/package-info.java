/** Takes, keeps and deletes snapshots; reports which volumes one would contain. */
@NamedInterface("backups")
@NullMarked
package dev.signalbox.snapshots.backups;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
