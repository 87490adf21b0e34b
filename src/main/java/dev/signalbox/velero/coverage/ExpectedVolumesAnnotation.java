package dev.signalbox.velero.coverage;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.ResourceJson;
import dev.signalbox.velero.SignalboxLabels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The volumes that a backup was expected to save, as an annotation of it: they are then known to
 * every instance, and in a cluster that reads the same bucket.
 */
public final class ExpectedVolumesAnnotation {

  /** All annotations of an object have at most 256 KiB. */
  private static final int MAX_LENGTH = 100_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ExpectedVolumesAnnotation() {}

  /** Returns the value of the annotation, or null if it would be too long. */
  public static @Nullable String format(List<ExpectedVolume> expected) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (ExpectedVolume volume : expected) {
      list.addObject()
          .put("namespace", volume.namespace())
          .put("claim", volume.claim())
          .put("uid", volume.claimUid())
          .put("pod", volume.pod())
          .put("volume", volume.volume())
          .put("method", volume.method().name());
    }
    String text = JSON.writeValueAsString(list);
    return text.length() > MAX_LENGTH ? null : text;
  }

  /** Returns the expected volumes, or null if the backup has no readable annotation. */
  public static @Nullable List<ExpectedVolume> of(Backup backup) {
    return parse(backup.metadata().annotation(SignalboxLabels.EXPECTED_VOLUMES));
  }

  /** Returns the volumes of a value of the annotation, or null if it is empty or unreadable. */
  public static @Nullable List<ExpectedVolume> parse(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      List<ExpectedVolume> expected = new ArrayList<>();
      for (ResourceJson volume : ResourceJson.of(JSON.readTree(text)).items()) {
        expected.add(
            new ExpectedVolume(
                volume.text("namespace"),
                volume.text("claim"),
                volume.text("uid"),
                volume.text("pod"),
                volume.text("volume"),
                VolumeCoverage.Method.valueOf(volume.text("method"))));
      }
      return List.copyOf(expected);
    } catch (JacksonException | IllegalArgumentException e) {
      // written by someone else, or by a newer version
      return null;
    }
  }
}
