package dev.signalbox.velero.commands;

import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.kubernetes.client.KubernetesCalls;
import dev.signalbox.kubernetes.client.KubernetesCalls.DeletionPolicy;
import dev.signalbox.kubernetes.client.KubernetesCalls.Preconditions;
import dev.signalbox.kubernetes.client.KubernetesObjects;
import dev.signalbox.kubernetes.client.KubernetesRequest;
import dev.signalbox.remote.Adapter;
import dev.signalbox.remote.RemoteSystemException.Conflict;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.secrets.Secret;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.storage.LocationSettings.Credential;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends the commands to the API server. */
@Adapter
class KubernetesLocationCommands implements LocationCommands, CredentialCommands {

  private static final ResourceKind LOCATIONS = VeleroResource.BACKUP_STORAGE_LOCATION.kind();
  private static final ResourceKind SECRETS =
      ResourceKind.namespaced("", "v1", "secrets", "Secret");

  private final KubernetesCalls calls;
  private final KubernetesObjects objects;
  private final ClusterConnection cluster;
  private final JsonMapper json;

  KubernetesLocationCommands(
      KubernetesCalls calls,
      KubernetesObjects objects,
      ClusterConnection cluster,
      JsonMapper json) {
    this.calls = calls;
    this.objects = objects;
    this.cluster = cluster;
    this.json = json;
  }

  @Override
  public Optional<StoredLocation> findLocation(String name) {
    return objects
        .get(on("read", "get", name))
        .map(object -> new StoredLocation(StorageLocation.read(object), object));
  }

  @Override
  public void checkNewLocation(JsonNode manifest) {
    String text = json.writeValueAsString(manifest);
    String name = manifest.at("/metadata/name").asString("");
    calls.read(
        create("check storage location " + name, LOCATIONS),
        client -> resource(client, LOCATIONS, text, true).create().getKind());
  }

  @Override
  public void checkLocation(StorageLocation location, JsonNode patch) {
    String text = json.writeValueAsString(versioned(location, patch));
    calls.read(
        on("check", "patch", location.name()),
        client ->
            named(client, LOCATIONS, location.name())
                .dryRun()
                .patch(PatchContext.of(PatchType.JSON_MERGE), text)
                .getKind());
  }

  @Override
  public void createLocation(JsonNode manifest) {
    String name = manifest.at("/metadata/name").asString("");
    create("create storage location " + name, LOCATIONS, json.writeValueAsString(manifest));
  }

  @Override
  public void patchLocation(StorageLocation location, JsonNode patch) {
    calls.mergePatch(
        on("change", "patch", location.name()),
        json.writeValueAsString(versioned(location, patch)));
  }

  @Override
  public void deleteLocation(StorageLocation location) {
    calls.delete(
        on("delete", "delete", location.name()),
        DeletionPolicy.ORPHAN,
        Preconditions.uid(location.metadata().uid()));
  }

  @Override
  public void storeCredential(
      Credential credential, String location, Secret content, @Nullable String obsoleteKey) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put(
        credential.key(),
        Base64.getEncoder().encodeToString(content.reveal().getBytes(StandardCharsets.UTF_8)));
    ObjectNode secret = JsonNodeFactory.instance.objectNode();
    secret.put("apiVersion", "v1").put("kind", "Secret").put("type", "Opaque");
    ObjectNode metadata = secret.putObject("metadata");
    metadata.put("namespace", velero()).put("name", credential.name());
    metadata
        .putObject("labels")
        .put("app.kubernetes.io/managed-by", "signalbox")
        .put("component", "velero")
        .put("signalbox.dev/location", location.length() <= 63 ? location : "");
    secret.set("data", data);
    try {
      create("create Secret " + credential.name(), SECRETS, json.writeValueAsString(secret));
    } catch (Conflict e) {
      // it exists
      if (obsoleteKey != null && !obsoleteKey.equals(credential.key())) {
        data.putNull(obsoleteKey);
      }
      patchSecret(credential.name(), data);
    }
  }

  @Override
  public void removeCredential(Credential credential) {
    try {
      patchSecret(
          credential.name(), JsonNodeFactory.instance.objectNode().putNull(credential.key()));
    } catch (NotFound e) {
      // already gone
    }
  }

  @Override
  public void deleteCredentials(String secret) {
    try {
      calls.delete(
          KubernetesRequest.of("delete Secret " + secret, "delete", SECRETS, velero(), secret),
          DeletionPolicy.BACKGROUND,
          Preconditions.NONE);
    } catch (NotFound e) {
      // already gone
    }
  }

  private void patchSecret(String name, ObjectNode data) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.set("data", data);
    calls.mergePatch(
        KubernetesRequest.of("change Secret " + name, "patch", SECRETS, velero(), name),
        json.writeValueAsString(patch));
  }

  private static ObjectNode versioned(StorageLocation location, JsonNode patch) {
    ObjectNode versioned = (ObjectNode) patch.deepCopy();
    versioned.withObject("/metadata").put("resourceVersion", location.metadata().resourceVersion());
    return versioned;
  }

  private void create(String attempt, ResourceKind kind, String text) {
    calls.write(
        create(attempt, kind), client -> resource(client, kind, text, false).create().getKind());
  }

  private KubernetesRequest create(String attempt, ResourceKind kind) {
    return KubernetesRequest.create(attempt, kind, velero());
  }

  private KubernetesRequest on(String attempt, String verb, String name) {
    return KubernetesRequest.of(
        attempt + " storage location " + name, verb, LOCATIONS, velero(), name);
  }

  private Resource<GenericKubernetesResource> named(
      KubernetesClient client, ResourceKind kind, String name) {
    return client
        .genericKubernetesResources(KubernetesObjects.context(kind))
        .inNamespace(velero())
        .withName(name);
  }

  /** Returns an object to create, which is checked strictly. */
  private NonDeletingOperation<GenericKubernetesResource> resource(
      KubernetesClient client, ResourceKind kind, String text, boolean dryRun) {
    Resource<GenericKubernetesResource> resource =
        client
            .genericKubernetesResources(KubernetesObjects.context(kind))
            .inNamespace(velero())
            .resource(
                client
                    .getKubernetesSerialization()
                    .unmarshal(text, GenericKubernetesResource.class));
    return (dryRun ? resource.dryRun() : resource)
        .fieldValidation(FieldValidateable.Validation.STRICT);
  }

  private String velero() {
    return cluster.veleroNamespace();
  }
}
