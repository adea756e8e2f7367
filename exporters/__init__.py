"""Write elsewhere: to Ghost, WordPress, static sites, books and list services. Nothing is here yet."""
