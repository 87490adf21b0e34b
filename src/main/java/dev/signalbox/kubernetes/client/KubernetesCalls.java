package dev.signalbox.kubernetes.client;

import dev.signalbox.remote.RemoteSystemException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the API server. Every call takes at most the limit of its request, is measured,
 * and fails with a {@link RemoteSystemException} that contains the sentence of the API server.
 *
 * <ul>
 *   <li>no response, 502, 503 and 504: {@code Unreachable}
 *   <li>401 and 403: {@code Denied}, with verb, resource, namespace and the missing rule
 *   <li>404: {@code NotFound}
 *   <li>409, 410 and 429: {@code Conflict}
 *   <li>400, 422 and all others: {@code Unexpected}
 * </ul>
 *
 * <p>Without a cluster, each call fails with {@code Unreachable}, which names the variable to set.
 */
public interface KubernetesCalls {

  /**
   * Sends a request that changes nothing. Sent up to three times within the limit while the API
   * server is unreachable or overloaded.
   *
   * @param call may use all of the client, with an explicit namespace; may return null
   */
  <T extends @Nullable Object> T read(
      KubernetesRequest request, Function<KubernetesClient, T> call);

  /**
   * Sends a request that changes something, exactly once. If the failure has no status or a status
   * from 500, the change may have been applied.
   *
   * @param call as in {@link #read}; must send one changing request only
   */
  <T extends @Nullable Object> T write(
      KubernetesRequest request, Function<KubernetesClient, T> call);

  /**
   * Deletes one object, with an explicit policy: fabric8's own {@code delete()} would always send
   * {@code Background}, which for a StatefulSet deletes its pods. Sent exactly once. Fails with
   * {@code NotFound} if the object does not exist, and with {@code Conflict} if a precondition does
   * not hold.
   */
  void delete(KubernetesRequest request, DeletionPolicy policy, Preconditions preconditions);

  /**
   * Patches one object with a JSON merge patch, in a single request with strict field validation.
   * Only {@code metadata}, {@code spec} and {@code data} may be patched.
   *
   * @param patch the JSON object; with {@code metadata.resourceVersion}, the request fails with
   *     {@code Conflict} if the object has changed
   * @return the object after the patch, as JSON
   */
  String mergePatch(KubernetesRequest request, String patch);

  /** What happens to the objects that an object owns. */
  enum DeletionPolicy {
    /** The garbage collector deletes them later. */
    BACKGROUND("Background"),
    /** They are deleted first. */
    FOREGROUND("Foreground"),
    /** They are kept. */
    ORPHAN("Orphan");

    private final String value;

    DeletionPolicy(String value) {
      this.value = value;
    }

    String value() {
      return value;
    }
  }

  /**
   * Conditions that the object must meet to be deleted.
   *
   * @param uid the uid of the object that the operator saw, or null for any
   * @param resourceVersion the version that the operator saw, or null for any
   */
  record Preconditions(@Nullable String uid, @Nullable String resourceVersion) {

    /** No condition. */
    public static final Preconditions NONE = new Preconditions(null, null);

    /** The object with that uid, in any version. */
    public static Preconditions uid(String uid) {
      return new Preconditions(uid, null);
    }
  }
}
