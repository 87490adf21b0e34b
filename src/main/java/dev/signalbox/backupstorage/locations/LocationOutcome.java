package dev.signalbox.backupstorage.locations;

import dev.signalbox.velero.StorageLocation;
import dev.signalbox.web.FlashMessage;
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

  /** Returns the message about the outcome for the user. */
  default FlashMessage message() {
    return switch (this) {
      case Changed changed ->
          FlashMessage.success(
              "Location %s was saved. Velero validates it within about a minute."
                  .formatted(changed.name()));
      case ValidationRequested requested ->
          FlashMessage.success(
              "The validation of location " + requested.name() + " was requested.");
      case MadeDefault made ->
          FlashMessage.success(
              "Location %s is the default. Snapshots and schedules without a location store to it."
                  .formatted(made.name()));
      case Deleted deleted ->
          FlashMessage.success(
              "Location "
                  + deleted.name()
                  + " was deleted. Its files stay in the bucket."
                  + (deleted.remainingSecret().isEmpty()
                      ? ""
                      : " The Secret %s could not be deleted; delete it with kubectl."
                          .formatted(deleted.remainingSecret())));
      case Refused refused ->
          FlashMessage.error(
              "Location %s was not changed. %s"
                  .formatted(refused.name(), String.join(" ", refused.reasons())));
      case NameTaken taken ->
          FlashMessage.error("A location named " + taken.name() + " exists already.");
      case Stale stale ->
          FlashMessage.error(
              "Location "
                  + stale.current().name()
                  + " was changed by someone else. Check its present settings and change it"
                  + " again.");
      case Gone gone -> FlashMessage.error("Location " + gone.name() + " no longer exists.");
    };
  }
}
