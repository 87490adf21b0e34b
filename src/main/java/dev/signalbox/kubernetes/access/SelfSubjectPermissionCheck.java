package dev.signalbox.kubernetes.access;

import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.Permission;
import dev.signalbox.kubernetes.PermissionCheck;
import dev.signalbox.kubernetes.ResourceAccess;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.kubernetes.client.KubernetesCalls;
import dev.signalbox.kubernetes.client.KubernetesRequest;
import dev.signalbox.remote.Observed;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewStatus;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks the API server about the own permissions: with one {@code SelfSubjectRulesReview} per
 * namespace, and where that is denied or incomplete, with one {@code SelfSubjectAccessReview} per
 * operation. Kinds of the whole cluster are always asked for one by one, because a rules review
 * needs a namespace. Both need no permission.
 */
@Component
class SelfSubjectPermissionCheck implements PermissionCheck {

  private static final String GROUP = "authorization.k8s.io";
  private static final ResourceKind RULES =
      ResourceKind.clusterScoped(GROUP, "v1", "selfsubjectrulesreviews", "SelfSubjectRulesReview");
  private static final ResourceKind ACCESS =
      ResourceKind.clusterScoped(
          GROUP, "v1", "selfsubjectaccessreviews", "SelfSubjectAccessReview");

  private final KubernetesCalls calls;
  private final ClusterConnection cluster;
  private final BackgroundValue.Reader reader;
  private final Map<String, BackgroundValue<RulesReview>> reviews = new ConcurrentHashMap<>();
  private final Map<ResourceAccess, BackgroundValue<Optional<Boolean>>> single =
      new ConcurrentHashMap<>();

  SelfSubjectPermissionCheck(
      KubernetesCalls calls, ClusterConnection cluster, BackgroundValue.Reader reader) {
    this.calls = calls;
    this.cluster = cluster;
    this.reader = reader;
  }

  @Override
  public Permission check(ResourceAccess access) {
    if (cluster.notConfigured().isPresent()) {
      return new Permission.Unknown("Kubernetes is not configured");
    }
    @Nullable String namespace = access.namespace();
    if (namespace == null) {
      return checkSingle(access);
    }
    Observed<RulesReview> review =
        reviews
            .computeIfAbsent(
                namespace, name -> new BackgroundValue<>(() -> rulesReview(name), reader))
            .get();
    return switch (review) {
      case Observed.Known<RulesReview> rules ->
          rules.value().allows(access)
              ? new Permission.Allowed()
              : rules.value().complete() ? new Permission.Denied(access) : checkSingle(access);
      case Observed.Unknown<RulesReview> unknown -> checkSingle(access);
    };
  }

  private Permission checkSingle(ResourceAccess access) {
    Observed<Optional<Boolean>> review =
        single
            .computeIfAbsent(access, one -> new BackgroundValue<>(() -> accessReview(one), reader))
            .get();
    return switch (review) {
      case Observed.Known<Optional<Boolean>> allowed ->
          allowed
              .value()
              .<Permission>map(
                  yes -> yes ? new Permission.Allowed() : new Permission.Denied(access))
              .orElseGet(() -> new Permission.Unknown("the API server could not decide"));
      case Observed.Unknown<Optional<Boolean>> unknown -> new Permission.Unknown(unknown.why());
    };
  }

  private RulesReview rulesReview(String namespace) {
    KubernetesRequest request =
        KubernetesRequest.create("read the own permissions in namespace " + namespace, RULES, null);
    return RulesReview.of(
        calls.read(
            request,
            client ->
                client
                    .authorization()
                    .v1()
                    .selfSubjectRulesReview()
                    .create(
                        new SelfSubjectRulesReviewBuilder()
                            .withNewSpec()
                            .withNamespace(namespace)
                            .endSpec()
                            .build())
                    .getStatus()));
  }

  /** Returns whether the operation is allowed, or empty if the API server could not decide. */
  private Optional<Boolean> accessReview(ResourceAccess access) {
    int slash = access.resource().indexOf('/');
    KubernetesRequest request =
        KubernetesRequest.create(
            "read the own permission to " + access.description(), ACCESS, null);
    @Nullable SubjectAccessReviewStatus status =
        calls.read(
            request,
            client ->
                client
                    .authorization()
                    .v1()
                    .selfSubjectAccessReview()
                    .create(
                        new SelfSubjectAccessReviewBuilder()
                            .withNewSpec()
                            .withNewResourceAttributes()
                            .withVerb(access.verb())
                            .withGroup(access.group())
                            .withResource(
                                slash < 0
                                    ? access.resource()
                                    : access.resource().substring(0, slash))
                            .withSubresource(
                                slash < 0 ? null : access.resource().substring(slash + 1))
                            .withNamespace(access.namespace())
                            .withName(access.name())
                            .endResourceAttributes()
                            .endSpec()
                            .build())
                    .getStatus());
    if (status == null) {
      return Optional.empty();
    }
    boolean allowed = Boolean.TRUE.equals(status.getAllowed());
    boolean failed = status.getEvaluationError() != null && !status.getEvaluationError().isEmpty();
    boolean denied = Boolean.TRUE.equals(status.getDenied());
    return allowed || denied || !failed ? Optional.of(allowed) : Optional.empty();
  }
}
