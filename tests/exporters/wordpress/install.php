<?php
// Sets up the site in the folder that is named, with an administrator and an author, and the old platform's paths.
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = 'letters.example';
require $argv[1] . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter('pre_wp_mail', '__return_true');
wp_install('Test', 'owner', 'owner@example.com', true, '', 'a password for tests');
foreach (get_posts(['numberposts' => -1, 'post_type' => 'any', 'post_status' => 'any']) as $post) {
    wp_delete_post($post->ID, true);
}
update_option('permalink_structure', '/p/%postname%/');
wp_insert_user(['user_login' => 'maya', 'user_pass' => 'a password for tests', 'user_email' => 'maya@example.com', 'role' => 'author']);
