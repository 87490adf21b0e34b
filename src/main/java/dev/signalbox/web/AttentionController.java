package dev.signalbox.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Returns the counts of the navigation entries. Open pages fetch them when they change. */
@Controller
class AttentionController {

  @Fragment
  @GetMapping("/attention")
  String numbers() {
    return "web/_attention :: content";
  }
}
