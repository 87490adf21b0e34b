package dev.signalbox.artifacts.policy.configmap;

import dev.signalbox.artifacts.ArtifactsProperties;
import dev.signalbox.artifacts.policy.PolicyConfigMap;
import dev.signalbox.artifacts.policy.PolicyConfigMap.StoredConfigMap;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.ResourceCache;
import dev.signalbox.kubernetes.informer.CacheDefinition;
import dev.signalbox.kubernetes.informer.ResourceCaches;
import io.fabric8.kubernetes.api.model.ConfigMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConfigMapCacheConfiguration {

  @Bean
  ResourceCache<StoredConfigMap> policyConfigMaps(
      ResourceCaches caches, ClusterConnection cluster, ArtifactsProperties settings) {
    return caches.create(
        CacheDefinition.of(PolicyConfigMap.KIND, ConfigMap.class, KubernetesPolicyConfigMap::stored)
            .inNamespace(cluster.installationNamespace())
            .named(settings.configMap())
            .publishing(PolicyConfigMap.TOPIC));
  }
}
