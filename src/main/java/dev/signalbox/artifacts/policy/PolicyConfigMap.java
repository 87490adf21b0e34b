package dev.signalbox.artifacts.policy;

import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.remote.Mutating;
import java.util.Optional;

/**
 * The ConfigMap with the effective policy, for front ends that serve artifacts themselves. All
 * methods throw {@link dev.signalbox.remote.RemoteSystemException} if the request fails.
 */
public interface PolicyConfigMap {

  ResourceKind KIND = ResourceKind.namespaced("", "v1", "configmaps", "ConfigMap");

  /** The live-update topic of pages that show it. */
  String TOPIC = CurrentPolicy.TOPIC;

  /** The key in the data of the ConfigMap. */
  String KEY = "policy.json";

  /** Reads the ConfigMap; empty if it doesn't exist. */
  Optional<StoredConfigMap> find();

  /** Creates the ConfigMap. Fails with {@code Conflict} if it exists. */
  @Mutating
  void create(String json);

  /**
   * Replaces the policy in the ConfigMap; other keys are kept. Fails with {@code Conflict} if the
   * ConfigMap was changed since it was read.
   */
  @Mutating
  void replace(StoredConfigMap before, String json);

  /**
   * The ConfigMap.
   *
   * @param json the value of {@link #KEY}; empty if there is none
   */
  record StoredConfigMap(String resourceVersion, String json) {}
}
