package dev.signalbox.api;

import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the OpenAPI document. */
@RestController
class OpenApiController {

  private final OpenApiGenerator openApi;

  OpenApiController(OpenApiGenerator openApi) {
    this.openApi = openApi;
  }

  @ApiOperation(value = "Get the OpenAPI document", needs = "Any token.")
  @GetMapping("/api/v1/openapi.json")
  Map<String, Object> document() {
    return openApi.document();
  }
}
