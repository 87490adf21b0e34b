package dev.signalbox.artifacts.policy;

import dev.signalbox.api.ApiOperation;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
class PolicyApiController {

  private final CurrentPolicy policy;
  private final JsonMapper json;

  PolicyApiController(CurrentPolicy policy, JsonMapper json) {
    this.policy = policy;
    this.json = json;
  }

  @ApiOperation(
      id = "getArtifactPolicy",
      value = "Get the artifact policy",
      needs =
          "Scope read and the role viewer or admin. Content types that are on neither list are"
              + " downloads. The response has an ETag: send it as If-None-Match, and the response"
              + " is 304 without a body until the policy changes.")
  @GetMapping("/api/v1/artifacts/policy")
  ResponseEntity<PolicyJson> read() {
    PolicyJson body = PolicyJson.of(policy.revision());
    return ResponseEntity.ok().eTag(tag(body)).body(body);
  }

  /** Returns a tag of the content: the default, which has no revision, can change by an update. */
  private String tag(PolicyJson body) {
    byte[] text = json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    return "\"" + body.revision() + "-" + DigestUtils.md5DigestAsHex(text) + "\"";
  }
}
