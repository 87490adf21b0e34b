package dev.signalbox.kubernetes.client;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for responses of fabric8's HTTP client. */
final class FutureResult {

  private FutureResult() {}

  /** Returns the result; its failure is thrown as fabric8's own operations do. */
  static <T> T of(CompletableFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new KubernetesClientException("interrupted", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof KubernetesClientException failure
          ? failure
          : new KubernetesClientException(String.valueOf(cause.getMessage()), cause);
    }
  }
}
