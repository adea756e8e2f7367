<?php
// A plugin for a site of tests: what it would mail is noted in a file instead, so that a test can see that it is nothing.
add_filter('pre_wp_mail', function ($done, $mail) {
    file_put_contents(ABSPATH . 'mails.jsonl', wp_json_encode(['to' => $mail['to'], 'subject' => $mail['subject']]) . "\n", FILE_APPEND);
    return true;
}, 10, 2);
