package dev.signalbox.nomad;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The node attributes that are kept in the {@link ClusterSnapshot}. */
public final class ClientAttributes {

  public static final String AWS_INSTANCE = "unique.platform.aws.instance-id";
  public static final String AWS_TYPE = "platform.aws.instance-type";
  public static final String AWS_ZONE = "platform.aws.placement.availability-zone";
  public static final String GCE_HOST = "unique.platform.gce.hostname";
  public static final String GCE_ID = "unique.platform.gce.id";
  public static final String GCE_TYPE = "platform.gce.machine-type";
  public static final String GCE_ZONE = "platform.gce.zone";
  public static final String AZURE_NAME = "unique.platform.azure.name";
  public static final String AZURE_TYPE = "platform.azure.vm-size";
  public static final String AZURE_LOCATION = "platform.azure.location";
  public static final String HOST_NAME = "unique.hostname";
  public static final String OS = "os.name";

  /** All attributes that are kept. */
  public static final List<String> ALL =
      List.of(
          AWS_INSTANCE,
          AWS_TYPE,
          AWS_ZONE,
          GCE_HOST,
          GCE_ID,
          GCE_TYPE,
          GCE_ZONE,
          AZURE_NAME,
          AZURE_TYPE,
          AZURE_LOCATION,
          HOST_NAME,
          OS);

  private ClientAttributes() {}

  /** The instance id at the cloud provider, as autoscaling groups use it. */
  public static Optional<String> instanceId(Client client) {
    return first(client, AWS_INSTANCE, GCE_ID, GCE_HOST, AZURE_NAME);
  }

  /** The instance type, for example {@code r5.4xlarge}. */
  public static Optional<String> machineType(Client client) {
    return first(client, AWS_TYPE, GCE_TYPE, AZURE_TYPE).map(ClientAttributes::lastPart);
  }

  public static Optional<String> zone(Client client) {
    return first(client, AWS_ZONE, GCE_ZONE, AZURE_LOCATION).map(ClientAttributes::lastPart);
  }

  private static Optional<String> first(Client client, String... names) {
    return Stream.of(names)
        .map(name -> client.attributes().getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /** Google Cloud returns types and zones as resource paths. */
  private static String lastPart(String value) {
    return value.substring(value.lastIndexOf('/') + 1);
  }
}
