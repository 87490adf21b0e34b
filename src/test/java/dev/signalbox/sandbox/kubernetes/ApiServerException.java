package dev.signalbox.sandbox.kubernetes;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A request that the API server refuses, with the code, reason and sentence of its Status. */
final class ApiServerException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int code;
  private final String reason;

  ApiServerException(int code, String reason, String message) {
    super(message);
    this.code = code;
    this.reason = reason;
  }

  static ApiServerException badRequest(String message) {
    return new ApiServerException(400, "BadRequest", message);
  }

  static ApiServerException notFound(ServedResource resource, String name) {
    return new ApiServerException(
        404, "NotFound", "%s \"%s\" not found".formatted(resource.name(), name));
  }

  /** The answer for paths and kinds that the server does not serve. */
  static ApiServerException notServed() {
    return new ApiServerException(
        404, "NotFound", "the server could not find the requested resource");
  }

  static ApiServerException conflict(ServedResource resource, String name, String cause) {
    return new ApiServerException(
        409,
        "Conflict",
        "Operation cannot be fulfilled on %s \"%s\": %s".formatted(resource.name(), name, cause));
  }

  static ApiServerException invalid(ServedResource resource, String name, String cause) {
    String kind =
        resource.group().isEmpty() ? resource.kind() : resource.kind() + "." + resource.group();
    return new ApiServerException(
        422, "Invalid", "%s \"%s\" is invalid: %s".formatted(kind, name, cause));
  }

  static ApiServerException expired(String message) {
    return new ApiServerException(410, "Expired", message);
  }

  int code() {
    return code;
  }

  /** Returns the Status object of the response. */
  ObjectNode status() {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    return status
        .put("status", "Failure")
        .put("message", getMessage())
        .put("reason", reason)
        .put("code", code);
  }
}
