package dev.signalbox.sandbox.velero;

import io.fabric8.kubernetes.api.model.Quantity;
import tools.jackson.databind.JsonNode;

/** The simulated use of volumes. */
final class VolumeSizes {

  private VolumeSizes() {}

  /** Returns two fifths of the requested size. */
  static long usedBytes(JsonNode claim) {
    String size = claim.at("/spec/resources/requests/storage").asString("1Gi");
    return Quantity.getAmountInBytes(new Quantity(size)).longValue() * 2 / 5;
  }
}
