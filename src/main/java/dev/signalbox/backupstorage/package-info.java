/**
 * The object storage of snapshots: {@code locations} manages Velero's storage locations, and {@code
 * setup} prints the commands that set up a bucket and Velero.
 */
@ApplicationModule(
    allowedDependencies = {
      "audit",
      "kubernetes",
      "remote",
      "secrets",
      "velero",
      "velero :: *",
      "web"
    })
@NullMarked
package dev.signalbox.backupstorage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
