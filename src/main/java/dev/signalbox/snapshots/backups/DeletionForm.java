package dev.signalbox.snapshots.backups;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The form that deletes a snapshot.
 *
 * @param uid the snapshot that the page has shown
 * @param typed the name, typed as a confirmation
 */
record DeletionForm(@Size(max = 64) @Nullable String uid, @Nullable String typed) {

  String uidOrEmpty() {
    return uid == null ? "" : uid;
  }
}
