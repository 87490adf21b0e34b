package dev.signalbox.backupstorage.locations;

import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.storage.StorageProvider;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.FreshnessBanner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * View model of the page that creates or changes a storage location.
 *
 * @param name null for a new location
 * @param providers choices of the object store; none for an existing location
 * @param notes what the change means, as full sentences
 * @param noCredentials why no credentials can be written, or null
 * @param version of the existing location
 * @param setup the page with the commands for the provider
 */
record LocationFormPage(
    FreshnessBanner freshness,
    @Nullable String name,
    String provider,
    List<ProviderLink> providers,
    List<String> notes,
    LocationFields fields,
    @Nullable String noCredentials,
    @Nullable String version,
    ActionButton save,
    String setup) {

  /** A link that shows the form for an object store. */
  record ProviderLink(String label, String url, boolean current) {}

  static List<ProviderLink> providers(StorageProvider current) {
    return Arrays.stream(StorageProvider.values())
        .map(
            one ->
                new ProviderLink(
                    one.label(), "/snapshots/locations/new?provider=" + one.code(), one == current))
        .toList();
  }

  /** Returns what a change of a location means. */
  static List<String> notes(StorageLocation location, LocationUse use) {
    List<String> notes = new ArrayList<>();
    LocationView.managedNote(location).ifPresent(notes::add);
    if (use.snapshots() > 0) {
      notes.add(
          ("With another bucket or prefix, Velero lists the snapshots that it finds there and"
                  + " removes the %s present %s from the list. Their files stay in the old bucket.")
              .formatted(use.snapshots(), use.snapshots() == 1 ? "one" : "ones"));
    }
    if (!use.running().isEmpty()) {
      notes.add(
          "A snapshot is being taken to it: %s. A change may make it fail."
              .formatted(String.join(", ", use.running())));
    }
    return List.copyOf(notes);
  }
}
