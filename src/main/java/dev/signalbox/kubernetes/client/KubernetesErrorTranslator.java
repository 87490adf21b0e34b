package dev.signalbox.kubernetes.client;

import dev.signalbox.kubernetes.ClusterConnection.NotConfigured;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Conflict;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Translates failures of the Kubernetes client into exceptions with advice for the operator. */
final class KubernetesErrorTranslator {

  private static final int MAX_LENGTH = 500;

  /** Texts of the API server for paths of kinds that are not installed. */
  private static final List<String> NOT_SERVED =
      List.of("could not find the requested resource", "page not found");

  private static final int GONE = 410;
  private static final int TOO_MANY_REQUESTS = 429;

  private KubernetesErrorTranslator() {}

  static RemoteSystemException notConfigured(KubernetesRequest request, NotConfigured reason) {
    return new Unreachable(
        RemoteSystem.KUBERNETES, request.attempt(), reason.response(), reason.advice(), null);
  }

  /** The kubeconfig file can't be read, or names files that can't be read. */
  static RemoteSystemException invalidConfiguration(
      KubernetesRequest request, RuntimeException failure) {
    return new Unreachable(
        RemoteSystem.KUBERNETES,
        request.attempt(),
        "the Kubernetes configuration is invalid: " + text(failure),
        "Check the file of KUBECONFIG, the certificates it names and the proxy variables.",
        null);
  }

  /** No complete response within the limit. */
  static RemoteSystemException timedOut(
      KubernetesRequest request, boolean write, Duration limit, String server) {
    return new Unreachable(
        RemoteSystem.KUBERNETES,
        request.attempt(),
        "no response from " + server + " within " + limit.toSeconds() + " s",
        unreachableAdvice(write),
        null);
  }

  static RemoteSystemException translate(
      KubernetesRequest request, boolean write, RuntimeException failure, String server) {
    if (failure instanceof KubernetesClientException response && response.getCode() > 0) {
      return ofStatus(request, write, response);
    }
    Optional<IOException> network = cause(failure, IOException.class);
    if (network.isEmpty() || cause(failure, JacksonException.class).isPresent()) {
      return new Unexpected(
          RemoteSystem.KUBERNETES,
          request.attempt(),
          "an unreadable response: " + cut(text(failure)),
          afterWrite(write) + "Check that " + server + " is a Kubernetes API server.",
          failure);
    }
    IOException e = network.get();
    if (e instanceof SSLException) {
      return new Unreachable(
          RemoteSystem.KUBERNETES,
          request.attempt(),
          "no TLS connection to " + server + ": " + text(e),
          "Check the CA certificate and the client certificate of the kubeconfig file.",
          e);
    }
    return new Unreachable(
        RemoteSystem.KUBERNETES,
        request.attempt(),
        "no response from " + server + ": " + cut(text(e)),
        unreachableAdvice(write),
        e);
  }

  private static RemoteSystemException ofStatus(
      KubernetesRequest request, boolean write, KubernetesClientException e) {
    int code = e.getCode();
    String response = code + ": " + cut(message(e));
    String tried = request.attempt();
    return switch (code) {
      case 401 ->
          new Denied(
              RemoteSystem.KUBERNETES,
              tried,
              response,
              "Check that the token of the service account or of the kubeconfig file is valid.",
              code);
      case 403 ->
          new Denied(RemoteSystem.KUBERNETES, tried, response, request.access().advice(), code);
      case 404 ->
          new NotFound(RemoteSystem.KUBERNETES, tried, response, notFoundAdvice(request, e), code);
      case 409 ->
          new Conflict(
              RemoteSystem.KUBERNETES, tried, response, "Reload the page and try again.", code);
      case GONE ->
          new Conflict(
              RemoteSystem.KUBERNETES,
              tried,
              response,
              "Retry: the list has changed meanwhile.",
              code);
      case TOO_MANY_REQUESTS ->
          new Conflict(
              RemoteSystem.KUBERNETES,
              tried,
              response,
              "Retry in a moment. For an eviction, check the PodDisruptionBudget.",
              code);
      case 502, 503, 504 ->
          new Unreachable(RemoteSystem.KUBERNETES, tried, response, unreachableAdvice(write), code);
      default ->
          new Unexpected(
              RemoteSystem.KUBERNETES,
              tried,
              response,
              code >= 500
                  ? afterWrite(write) + "Check the log of the API server."
                  : "Check the values against the message of the API server.",
              code);
    };
  }

  private static String notFoundAdvice(KubernetesRequest request, KubernetesClientException e) {
    boolean isList = request.verb().equals("list") || request.verb().equals("watch");
    if (isList || NOT_SERVED.stream().anyMatch(message(e)::contains)) {
      return "Install "
          + request.kind().qualifiedName()
          + " if the cluster is to have it: the API server does not serve "
          + request.kind().apiVersion()
          + " "
          + request.kind().plural()
          + ".";
    }
    return request.name() == null
        ? "Check that the namespace " + request.namespace() + " exists."
        : "Return to the list. It may have been deleted in the meantime.";
  }

  private static String unreachableAdvice(boolean write) {
    return afterWrite(write)
        + "Check that the API server is up and reachable from Signalbox, and the proxy variables.";
  }

  /** A change may have been applied although no response arrived. */
  private static String afterWrite(boolean write) {
    return write ? "Check first whether the change was applied anyway. " : "";
  }

  /** Returns the sentence of the API server, without the URL that fabric8 adds. */
  private static String message(KubernetesClientException e) {
    @Nullable Status status = e.getStatus();
    @Nullable String sentence = status == null ? null : status.getMessage();
    String message = sentence == null ? text(e) : sentence;
    return message.isBlank() ? "(empty response)" : message.strip();
  }

  private static <T> Optional<T> cause(Throwable failure, Class<T> type) {
    return Stream.<@Nullable Throwable>iterate(
            failure, error -> error != null, error -> error == null ? null : error.getCause())
        .filter(type::isInstance)
        .map(type::cast)
        .reduce((outer, inner) -> inner);
  }

  private static String text(Throwable failure) {
    @Nullable String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static String cut(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
  }
}
