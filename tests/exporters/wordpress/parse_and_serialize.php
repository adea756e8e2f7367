<?php
// What WordPress's own parser and serializer make of contents (JSON by name on standard input); argument: its folder.
// The rest of WordPress is not loaded: what the two ask of it is here.
define('ABSPATH', $argv[1] . '/');
define('WPINC', 'wp-includes');
function apply_filters($name, $value) { return $value; }
function add_filter() {}
function add_action() {}
function wp_json_encode($data, $options = 0) { return json_encode($data, $options); }
foreach (['class-wp-block-parser-block', 'class-wp-block-parser-frame', 'class-wp-block-parser', 'blocks'] as $part) {
    require ABSPATH . WPINC . "/$part.php";
}
function loose_text(array $blocks): string {
    $found = '';
    foreach ($blocks as $block) {
        $found .= ($block['blockName'] === null ? trim($block['innerHTML']) : '') . loose_text($block['innerBlocks']);
    }
    return $found;
}
$made = [];
foreach (json_decode(stream_get_contents(STDIN), true) as $name => $content) {
    $blocks = parse_blocks($content);
    $made[$name] = ['again' => serialize_blocks($blocks), 'loose' => loose_text($blocks)];
}
echo json_encode($made);
