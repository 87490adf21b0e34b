package dev.signalbox.velero;

import java.util.EnumSet;
import java.util.Set;

/** Capabilities of versions of Velero. */
public final class VeleroVersions {

  /** Capabilities of Velero 1.9. */
  public static final VeleroCapabilities V1_9 =
      new VeleroCapabilities(
          EnumSet.complementOf(
              EnumSet.of(
                  VeleroResource.BACKUP_REPOSITORY,
                  VeleroResource.DATA_UPLOAD,
                  VeleroResource.DATA_DOWNLOAD)),
          Set.of(VeleroField.EXISTING_RESOURCE_POLICY, VeleroField.LOCATION_MESSAGE));

  /** Capabilities of Velero 1.18. */
  public static final VeleroCapabilities V1_18 =
      new VeleroCapabilities(
          EnumSet.complementOf(EnumSet.of(VeleroResource.RESTIC_REPOSITORY)),
          EnumSet.allOf(VeleroField.class));

  private VeleroVersions() {}
}
