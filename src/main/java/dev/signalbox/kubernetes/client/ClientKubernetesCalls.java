package dev.signalbox.kubernetes.client;

import dev.signalbox.kubernetes.ClusterConnection.NotConfigured;
import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Runs each call on a virtual thread, so that the caller waits no longer than its limit: the
 * timeout of the client covers only the response headers.
 */
@Component
class ClientKubernetesCalls implements KubernetesCalls {

  private static final int TOO_MANY_REQUESTS = 429;

  /** Failures that took longer than the timeout, such as timeouts, are not retried. */
  private static final RetryTemplate RETRY =
      new RetryTemplate(
          RetryPolicy.builder()
              .maxRetries(2)
              .delay(Duration.ofMillis(250))
              .jitter(Duration.ofMillis(150))
              .timeout(Duration.ofSeconds(2))
              .predicate(ClientKubernetesCalls::isTransient)
              .build());

  private final KubernetesClients clients;
  private final RemoteCalls calls;

  ClientKubernetesCalls(KubernetesClients clients, RemoteCalls calls) {
    this.clients = clients;
    this.calls = calls;
  }

  @Override
  public <T extends @Nullable Object> T read(
      KubernetesRequest request, Function<KubernetesClient, T> call) {
    return execute(
        request, false, client -> RETRY.invoke(() -> send(request, false, client, call)));
  }

  @Override
  public <T extends @Nullable Object> T write(
      KubernetesRequest request, Function<KubernetesClient, T> call) {
    return execute(request, true, client -> send(request, true, client, call));
  }

  @Override
  public void delete(
      KubernetesRequest request, DeletionPolicy policy, Preconditions preconditions) {
    DeleteOptions options = new DeleteOptions();
    options.setPropagationPolicy(policy.value());
    if (preconditions.uid() != null || preconditions.resourceVersion() != null) {
      options.setPreconditions(
          new io.fabric8.kubernetes.api.model.Preconditions(
              preconditions.resourceVersion(), preconditions.uid()));
    }
    write(request, client -> sendJson(request, client, "DELETE", "", "application/json", options));
  }

  @Override
  public String mergePatch(KubernetesRequest request, String patch) {
    return write(
        request,
        client ->
            sendJson(
                request,
                client,
                "PATCH",
                "?fieldManager=signalbox&fieldValidation=Strict",
                "application/merge-patch+json",
                patch));
  }

  /** Sends exactly one request; fabric8's own operations may read the object first. */
  private static String sendJson(
      KubernetesRequest request,
      KubernetesClient client,
      String method,
      String query,
      String contentType,
      Object body) {
    String text =
        body instanceof String json ? json : client.getKubernetesSerialization().asJson(body);
    HttpResponse<String> response =
        FutureResult.of(
            client
                .getHttpClient()
                .sendAsync(
                    client
                        .getHttpClient()
                        .newHttpRequestBuilder()
                        .uri(ServerAddress.of(client, RequestPath.of(request) + query))
                        .timeout(request.limit().toMillis(), TimeUnit.MILLISECONDS)
                        .method(method, contentType, text)
                        .build(),
                    String.class));
    if (!response.isSuccessful()) {
      throw ErrorResponse.of(
          response.code(),
          Optional.ofNullable(response.body()).orElse(""),
          client.getKubernetesSerialization());
    }
    return response.body();
  }

  private <T extends @Nullable Object> T execute(
      KubernetesRequest request, boolean write, Function<KubernetesClient, T> call) {
    return calls.timed("kubernetes", request.operation(), () -> await(request, write, call));
  }

  private <T extends @Nullable Object> T await(
      KubernetesRequest request, boolean write, Function<KubernetesClient, T> call) {
    Optional<NotConfigured> missing = clients.notConfigured();
    if (missing.isPresent()) {
      throw KubernetesErrorTranslator.notConfigured(request, missing.get());
    }
    FutureTask<T> task = new FutureTask<>(() -> call.apply(client(request)));
    Thread.ofVirtual().name("kubernetes-" + request.verb()).start(task);
    try {
      return task.get(request.limit().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw timedOut(request, write);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new Unreachable(
          RemoteSystem.KUBERNETES, request.attempt(), "the call was interrupted", "Retry.", null);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e);
    }
  }

  private RemoteSystemException timedOut(KubernetesRequest request, boolean write) {
    return KubernetesErrorTranslator.timedOut(
        request, write, request.limit(), clients.serverName());
  }

  private KubernetesClient client(KubernetesRequest request) {
    try {
      return clients.client(request.limit());
    } catch (RuntimeException e) {
      throw KubernetesErrorTranslator.invalidConfiguration(request, e);
    }
  }

  private static <T extends @Nullable Object> T send(
      KubernetesRequest request,
      boolean write,
      KubernetesClient client,
      Function<KubernetesClient, T> call) {
    try {
      return call.apply(client);
    } catch (KubernetesClientException | JacksonException e) {
      throw KubernetesErrorTranslator.translate(request, write, e, ServerAddress.name(client));
    }
  }

  /** Whether a retry may succeed. */
  private static boolean isTransient(Throwable failure) {
    return failure instanceof RemoteSystemException e
        && (e.status() >= 500
            || e.status() == TOO_MANY_REQUESTS
            || (e instanceof Unreachable && e.getCause() != null));
  }
}
