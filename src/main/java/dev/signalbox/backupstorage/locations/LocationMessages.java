package dev.signalbox.backupstorage.locations;

import dev.signalbox.velero.StorageLocation;
import dev.signalbox.web.FlashMessage;
import java.util.StringJoiner;
import org.springframework.validation.BindingResult;

/** Messages about the outcome of an action on a storage location. */
final class LocationMessages {

  private LocationMessages() {}

  /** Rejects a form that was filled with other settings, with those of the location now. */
  static void rejectStale(StorageLocation current, boolean hasKey, BindingResult errors) {
    StringJoiner settings = new StringJoiner(", ");
    PreviousSettings.values(current)
        .forEach((name, value) -> settings.add(name + " " + (value.isEmpty() ? "none" : value)));
    errors.rejectValue(
        "bucket",
        "stale",
        "The location was changed after this page was opened. It now has: "
            + settings
            + ". Save again to replace these settings."
            + (hasKey ? " Enter the key again." : ""));
  }

  static FlashMessage of(LocationOutcome outcome) {
    return switch (outcome) {
      case LocationOutcome.Changed changed ->
          FlashMessage.success(
              "Location "
                  + changed.name()
                  + " was saved. Velero validates it within about a minute.");
      case LocationOutcome.ValidationRequested requested ->
          FlashMessage.success(
              "The validation of location " + requested.name() + " was requested.");
      case LocationOutcome.MadeDefault made ->
          FlashMessage.success(
              "Location "
                  + made.name()
                  + " is the default. Snapshots and schedules without a location store to it.");
      case LocationOutcome.Deleted deleted ->
          FlashMessage.success(
              "Location "
                  + deleted.name()
                  + " was deleted. Its files stay in the bucket."
                  + (deleted.remainingSecret().isEmpty()
                      ? ""
                      : " The Secret "
                          + deleted.remainingSecret()
                          + " could not be deleted; delete it with kubectl."));
      case LocationOutcome.Refused refused ->
          FlashMessage.error(
              "Location "
                  + refused.name()
                  + " was not changed. "
                  + String.join(" ", refused.reasons()));
      case LocationOutcome.NameTaken taken ->
          FlashMessage.error("A location named " + taken.name() + " exists already.");
      case LocationOutcome.Stale stale ->
          FlashMessage.error(
              "Location "
                  + stale.current().name()
                  + " was changed by someone else. Check its present settings and change it"
                  + " again.");
      case LocationOutcome.Gone gone ->
          FlashMessage.error("Location " + gone.name() + " no longer exists.");
    };
  }
}
