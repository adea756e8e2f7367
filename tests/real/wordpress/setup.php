<?php
// Set a site up, and print what a test needs to sign in: an administrator's and an author's application passwords.
define('WP_INSTALLING', true);
require __DIR__ . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Test', 'owner', 'owner@example.com', true, '', 'a long password for tests');
foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $post) {
    wp_delete_post($post->ID, true);
}
update_option('permalink_structure', '/p/%postname%/');
update_option('default_ping_status', 'closed');
update_option('timezone_string', 'America/New_York');
$author = wp_insert_user(['user_login' => 'maya', 'user_pass' => 'a long password for tests', 'user_email' => 'maya@example.com',
    'display_name' => 'Maya Lindqvist', 'role' => 'author']);
$made = [];
foreach (['owner' => 1, 'author' => $author] as $role => $user) {
    [$password] = WP_Application_Passwords::create_new_application_password($user, ['name' => 'outlast']);
    $made[$role] = get_userdata($user)->user_login . ':' . $password;
}
unlink(ABSPATH . 'mails.jsonl');
echo "\n", wp_json_encode($made), "\n";
