package dev.signalbox.backupstorage.locations;

import dev.signalbox.velero.StorageLocation;
import java.util.List;

/** Outcome of a change of a storage location. */
sealed interface LocationOutcome {

  /** The change was stored. Velero has not validated it yet. */
  record Changed(String name) implements LocationOutcome {}

  /** Velero was asked to validate the location. */
  record ValidationRequested(String name) implements LocationOutcome {}

  /** The location is the default one. */
  record MadeDefault(String name) implements LocationOutcome {}

  /**
   * The location was deleted.
   *
   * @param remainingSecret Secret that could not be deleted, or empty
   */
  record Deleted(String name, String remainingSecret) implements LocationOutcome {}

  /**
   * The change is not possible now.
   *
   * @param reasons full sentences; never empty
   */
  record Refused(String name, List<String> reasons) implements LocationOutcome {}

  /** Another location has the name. */
  record NameTaken(String name) implements LocationOutcome {}

  /** The location was changed after the form was filled. */
  record Stale(StorageLocation current) implements LocationOutcome {}

  /** There is no such location. */
  record Gone(String name) implements LocationOutcome {}
}
