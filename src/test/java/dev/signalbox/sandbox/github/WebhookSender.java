package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.AcmeInstallation.Membership;
import dev.signalbox.sandbox.AcmeInstallation.Organization;
import dev.signalbox.sandbox.Persona;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Delivers signed events ("Webhook events and payloads", delivery headers; "Validating webhook
 * deliveries").
 */
final class WebhookSender implements AutoCloseable {

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  int deliver(URI to, String event, String json, String secret, String delivery) {
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .header("User-Agent", "GitHub-Hookshot/5a0d0be")
            .header("X-GitHub-Event", event)
            .header("X-GitHub-Delivery", delivery)
            .header("X-GitHub-Hook-ID", "1")
            .header("X-Hub-Signature-256", "sha256=" + signature(json, secret))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not deliver to " + to, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while delivering to " + to, e);
    }
  }

  /** Returns the {@code organization} event for a member that was removed or has left. */
  static String memberRemoved(GitHubJsonWriter writer, Persona persona, Organization organization) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("action", "member_removed");
    ObjectNode membership = writer.membership(persona, Membership.active(organization));
    membership.remove("organization");
    json.set("membership", membership);
    json.set("organization", writer.organization(organization));
    json.set("sender", writer.user(Persona.ADMIN));
    return json.toString();
  }

  @Override
  public void close() {
    client.close();
  }

  private static String signature(String json, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(json.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is not available", e);
    }
  }
}
