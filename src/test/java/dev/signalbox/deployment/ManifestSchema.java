package dev.signalbox.deployment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Checks objects against the classes that fabric8 generates from the schemas of Kubernetes: unknown
 * kinds, unknown fields and values of another type are found, missing fields are not. The kinds of
 * the Prometheus Operator are described here, as far as {@code k8s/monitoring} uses them.
 */
final class ManifestSchema {

  private record ServiceMonitor(
      String apiVersion, String kind, ObjectMeta metadata, ServiceMonitorSpec spec) {}

  private record ServiceMonitorSpec(
      String jobLabel,
      io.fabric8.kubernetes.api.model.LabelSelector selector,
      List<Endpoint> endpoints) {}

  private record Endpoint(String port, String path, String interval, Authorization authorization) {}

  private record Authorization(
      @Nullable String type, io.fabric8.kubernetes.api.model.SecretKeySelector credentials) {}

  private record PrometheusRule(
      String apiVersion, String kind, ObjectMeta metadata, PrometheusRuleSpec spec) {}

  private record PrometheusRuleSpec(List<RuleGroup> groups) {}

  private record RuleGroup(String name, @Nullable String interval, List<Rule> rules) {}

  private record Rule(
      String alert,
      String expr,
      @JsonProperty("for") @Nullable String pending,
      Map<String, String> labels,
      Map<String, String> annotations) {}

  private static final Map<String, Class<?>> OPERATOR_KINDS =
      Map.of("ServiceMonitor", ServiceMonitor.class, "PrometheusRule", PrometheusRule.class);

  private static final KubernetesSerialization KINDS = new KubernetesSerialization();
  private static final JsonMapper STRICT = strictMapper();

  private ManifestSchema() {}

  /** Returns the first violation of an object, or empty if it has none. */
  static Optional<String> violation(JsonNode object) {
    String reference = Kustomization.reference(object) + ": ";
    @Nullable Class<?> type = type(object);
    if (type == null) {
      return Optional.of(reference + "unknown kind in " + object.path("apiVersion").asString());
    }
    try {
      STRICT.treeToValue(object, type);
      return Optional.empty();
    } catch (JacksonException e) {
      return Optional.of(reference + e.getOriginalMessage() + " " + e.getPathReference());
    }
  }

  private static @Nullable Class<?> type(JsonNode object) {
    String apiVersion = object.path("apiVersion").asString();
    String kind = object.path("kind").asString();
    if (apiVersion.equals("monitoring.coreos.com/v1")) {
      return OPERATOR_KINDS.get(kind);
    }
    @Nullable Class<? extends KubernetesResource> type =
        KINDS.getRegisteredKubernetesResource(apiVersion, kind);
    return type;
  }

  /** The classes collect unknown fields in a map, which this mapper ignores. */
  private static JsonMapper strictMapper() {
    return JsonMapper.builderWithJackson2Defaults()
        .annotationIntrospector(
            new JacksonAnnotationIntrospector() {
              @Override
              public Boolean hasAnySetter(MapperConfig<?> config, Annotated member) {
                return false;
              }
            })
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(
            LogicalType.Textual,
            config -> {
              for (CoercionInputShape shape :
                  List.of(
                      CoercionInputShape.Integer,
                      CoercionInputShape.Float,
                      CoercionInputShape.Boolean)) {
                config.setCoercion(shape, CoercionAction.Fail);
              }
            })
        .build();
  }
}
