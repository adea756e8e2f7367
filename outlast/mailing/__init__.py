"""Letters to subscribers: campaigns as they are kept, who gets them, and what stands between a draft and sending."""
