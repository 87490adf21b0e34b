package dev.signalbox.sandbox.github;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP client for tests of the fake. It doesn't follow redirects. */
final class GitHubTestClient {

  static final String CALLBACK = "http://127.0.0.1:8080/login/oauth2/code/github";
  static final String BASIC = basic(FakeGitHub.CLIENT_ID, FakeGitHub.CLIENT_SECRET);

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  HttpResponse<String> get(String url, String... headers) throws IOException, InterruptedException {
    return send(request(url, headers).GET());
  }

  CompletableFuture<HttpResponse<String>> getAsync(String url, String authorization) {
    HttpRequest request = request(url, "Authorization", authorization).GET().build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  HttpResponse<String> post(String url, Map<String, String> form, String... headers)
      throws IOException, InterruptedException {
    return send(
        request(url, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form))));
  }

  HttpResponse<String> send(String method, String url, String json, String... headers)
      throws IOException, InterruptedException {
    return send(request(url, headers).method(method, BodyPublishers.ofString(json)));
  }

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  static URI location(HttpResponse<String> response) {
    return URI.create(response.headers().firstValue("Location").orElseThrow());
  }

  static String parameter(URI address, String name) {
    return Arrays.stream(Objects.toString(address.getRawQuery(), "").split("&", -1))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
        .findFirst()
        .orElse("");
  }

  /** Returns an authorization URL with the parameters of the console and those of the test. */
  static String authorizeAt(FakeGitHub github, String... more) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", FakeGitHub.CLIENT_ID);
    query.put("redirect_uri", CALLBACK);
    query.put("scope", "read:user user:email read:org");
    query.put("state", "a b&c");
    for (int i = 0; i < more.length; i += 2) {
      query.put(more[i], more[i + 1]);
    }
    return github.address() + "/login/oauth/authorize?" + encoded(query);
  }

  static String basic(String name, String secret) {
    byte[] pair = (name + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String url, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request;
  }

  private static String encoded(Map<String, String> values) {
    return values.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
