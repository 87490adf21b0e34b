package dev.signalbox.api;

import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API's document for programs. */
@RestController
class OpenApiController {

  private final OpenApi openApi;

  OpenApiController(OpenApi openApi) {
    this.openApi = openApi;
  }

  @ApiOperation(value = "Read this document", needs = "Any token; it describes, it tells nothing.")
  @GetMapping("/api/v1/openapi.json")
  Map<String, Object> document() {
    return openApi.document();
  }
}
