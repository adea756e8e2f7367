"""Read what comes back: bounces, complaints, automatic answers and requests to unsubscribe."""
