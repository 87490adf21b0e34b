package dev.signalbox.nomad.http;

import dev.signalbox.nomad.NomadProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs builds through the HTTP API of Nomad, independent of the adapters under test. */
final class BuildDriver {

  static final long CPU = 50;
  static final long MEMORY = 20;
  static final String SECRET = "hunter2-of-the-build";

  private static final JsonMapper JSON = new JsonMapper();

  private final NomadProperties settings;
  private final URI address;
  private final HttpClient http;
  private final List<String> registered = new ArrayList<>();

  BuildDriver(NomadProperties settings) {
    this.settings = settings;
    this.address = Objects.requireNonNull(settings.addr()).uri();
    HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    if (address.getScheme().equals("https")) {
      client.sslContext(NomadTls.context(settings, true));
    }
    this.http = client.build();
  }

  /**
   * Registers a batch job with one task and returns its id.
   *
   * @param script shell script
   * @param kernel constraint on the kernel, or empty
   */
  String run(String script, String kernel) {
    return register(script, kernel, "");
  }

  /** Registers a parameterized job. */
  String registerParameterized(String script) {
    return register(
        script,
        "",
        "\"ParameterizedJob\":{\"Payload\":\"optional\",\"MetaOptional\":[\"job_name\"]},");
  }

  String dispatch(String parent) {
    return dispatch(parent, "{}");
  }

  /** Dispatches a job with a name in its metadata. */
  String dispatchNamed(String parent, String name) {
    return dispatch(parent, "{\"Meta\":{\"job_name\":" + JSON.writeValueAsString(name) + "}}");
  }

  private String dispatch(String parent, String body) {
    String id =
        send("POST", "/v1/job/" + parent + "/dispatch", body).path("DispatchedJobID").asString();
    registered.add(id);
    return id;
  }

  /** Has the client delete the files of an allocation, as its garbage collection does. */
  void deleteFiles(String allocationId) {
    send("GET", "/v1/client/allocation/" + allocationId + "/gc", "");
  }

  /** Purges all jobs that were registered. */
  void purge() {
    registered.forEach(
        id ->
            send(
                "DELETE",
                "/v1/job/"
                    + URLEncoder.encode(id, StandardCharsets.UTF_8)
                    + "?purge=true&namespace=default",
                ""));
  }

  private String register(String script, String kernel, String more) {
    String id = "api-test-" + UUID.randomUUID();
    String constraint =
        kernel.isEmpty()
            ? ""
            : "\"Constraints\":[{\"LTarget\":\"${attr.kernel.name}\",\"Operand\":\"=\",\"RTarget\":"
                + JSON.writeValueAsString(kernel)
                + "}],";
    String job =
        """
        {"Job":{"ID":"%1$s","Name":"%1$s","Type":"batch","Datacenters":["dc1","default"],%2$s%3$s
        "TaskGroups":[{"Name":"build","Count":1,
          "RestartPolicy":{"Attempts":0,"Mode":"fail","Interval":60000000000,"Delay":1000000000},
          "ReschedulePolicy":{"Attempts":0,"Unlimited":false},
          "EphemeralDisk":{"SizeMB":10},
          "Tasks":[{"Name":"build-agent","Driver":"raw_exec","KillTimeout":100000000,
            "Config":{"command":"/bin/sh","args":["-c",%4$s]},
            "Env":{"BUILD_TOKEN":"%5$s"},
            "LogConfig":{"MaxFiles":2,"MaxFileSizeMB":1},
            "Resources":{"CPU":%6$d,"MemoryMB":%7$d}}]}]}}
        """
            .formatted(id, constraint, more, JSON.writeValueAsString(script), SECRET, CPU, MEMORY);
    send("PUT", "/v1/jobs", job);
    registered.add(id);
    return id;
  }

  private JsonNode send(String method, String path, String body) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(address.resolve(path))
              .method(method, BodyPublishers.ofString(body));
      if (settings.token() != null) {
        request.header("X-Nomad-Token", settings.token().reveal());
      }
      if (settings.httpAuth() != null) {
        request.header(
            "Authorization", "Basic " + ErrorTranslator.base64(settings.httpAuth().reveal()));
      }
      var response = http.send(request.build(), BodyHandlers.ofString());
      // the job is already purged
      boolean gone = method.equals("DELETE") && response.body().contains("job not found");
      if (response.statusCode() != 200 && !gone) {
        throw new IllegalStateException(
            method + " " + path + ": " + Map.of(response.statusCode(), response.body()));
      }
      boolean hasBody = response.statusCode() == 200 && !response.body().isBlank();
      return JSON.readTree(hasBody ? response.body() : "{}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
