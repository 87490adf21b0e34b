package dev.signalbox.velero;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A Velero VolumeSnapshotLocation: where native volume snapshots are taken. */
public record VolumeSnapshotLocation(
    ResourceMetadata metadata, String provider, Map<String, String> config) {

  /** Reads a VolumeSnapshotLocation ({@code velero.io/v1}). */
  public static VolumeSnapshotLocation read(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    return new VolumeSnapshotLocation(
        ResourceMetadata.read(json), json.text("spec", "provider"), json.textMap("spec", "config"));
  }
}
