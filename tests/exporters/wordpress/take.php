<?php
// Takes a WXR file into a site as WordPress's importer does (its parser for SimpleXML, then process_posts), which is in
// no package that tests can install. Arguments: the site's folder, the file, the user. Prints what the site has then.
[, $site, $file, $login] = $argv;
$_SERVER['HTTP_HOST'] = 'letters.example';
require "$site/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/post.php';
require_once ABSPATH . 'wp-admin/includes/comment.php';
require_once ABSPATH . 'wp-admin/includes/taxonomy.php';
add_filter('pre_oembed_result', '__return_false');  // nobody is asked
wp_set_current_user(get_user_by('login', $login)->ID);
kses_init();
$xml = simplexml_load_file($file);
$wp = $xml->getDocNamespaces()['wp'];
$done = ['new' => 0, 'there' => 0, 'failed' => []];
$names = [];
foreach ($xml->channel->item as $item) {
    $own = $item->children($wp);
    if ((string) $own->post_type === 'attachment') {
        continue;
    }
    $title = (string) $item->title;
    $id = post_exists($title, '', (string) $own->post_date);
    if ($id && get_post_type($id) === (string) $own->post_type) {
        $done['there']++;
        $known = true;
    } else {
        $known = false;
        $id = wp_insert_post(wp_slash([
            'import_id' => (int) $own->post_id, 'post_author' => get_current_user_id(), 'post_title' => $title,
            'post_content' => (string) $item->children('http://purl.org/rss/1.0/modules/content/')->encoded,
            'post_excerpt' => (string) $item->children($xml->getDocNamespaces()['excerpt'])->encoded,
            'post_date' => (string) $own->post_date, 'post_date_gmt' => (string) $own->post_date_gmt,
            'post_status' => (string) $own->status, 'post_name' => (string) $own->post_name,
            'post_type' => (string) $own->post_type, 'comment_status' => (string) $own->comment_status,
            'guid' => (string) $item->guid,
        ]), true);
        if (is_wp_error($id)) {
            $done['failed'][] = "$title: " . $id->get_error_message();
            continue;
        }
        $done['new']++;
    }
    $names[$id] = (string) $own->post_name;
    $terms = [];
    foreach ($item->category as $term) {
        [$kind, $slug] = [(string) $term['domain'], (string) $term['nicename']];
        $found = term_exists($slug, $kind) ?: wp_insert_term((string) $term, $kind, ['slug' => $slug]);
        if (is_wp_error($found)) {
            $done['failed'][] = "$kind $slug: " . $found->get_error_message();
            continue;
        }
        $terms[$kind][] = (int) $found['term_id'];
    }
    foreach ($terms as $kind => $ids) {
        wp_set_post_terms($id, $ids, $kind);
    }
    $inserted = [];
    foreach ($own->comment as $comment) {
        [$author, $date] = [(string) $comment->comment_author, (string) $comment->comment_date];
        if ($known && comment_exists($author, $date)) {
            continue;
        }
        $parent = (int) $comment->comment_parent;
        $inserted[(int) $comment->comment_id] = wp_insert_comment(wp_filter_comment(wp_slash([
            'comment_post_ID' => $id, 'comment_author' => $author, 'comment_author_email' => '', 'comment_author_url' => '',
            'comment_author_IP' => '', 'comment_date' => $date, 'comment_date_gmt' => (string) $comment->comment_date_gmt,
            'comment_content' => (string) $comment->comment_content, 'comment_approved' => '1', 'comment_type' => 'comment',
            'comment_parent' => $inserted[$parent] ?? $parent, 'user_id' => 0, 'comment_agent' => '',
        ])));
    }
}
$posts = [];
foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'include' => array_keys($names)]) as $post) {
    $GLOBALS['post'] = $post;
    setup_postdata($post);
    $GLOBALS['pages'] = [$post->post_content];  // the whole post, as on its own page
    $posts[] = [
        'name' => $names[$post->ID], 'slug' => $post->post_name, 'status' => $post->post_status, 'type' => $post->post_type, 'date' => $post->post_date,
        'title' => get_the_title($post), 'content' => $post->post_content, 'guid' => $post->guid, 'date_gmt' => $post->post_date_gmt,
        'shown' => apply_filters('the_content', $post->post_content), 'address' => get_permalink($post),
        'categories' => wp_get_post_terms($post->ID, 'category', ['fields' => 'names']),
        'tags' => wp_get_post_terms($post->ID, 'post_tag', ['fields' => 'names']),
        'comments' => array_map(
            fn ($one) => [$one->comment_author, $one->comment_content, $one->comment_parent ? get_comment($one->comment_parent)->comment_author : ''],
            get_comments(['post_id' => $post->ID, 'orderby' => 'comment_date', 'order' => 'ASC'])
        ),
    ];
}
echo "\n", wp_json_encode($done + ['posts' => $posts], JSON_INVALID_UTF8_SUBSTITUTE), "\n";
