"""What has to be done when: jobs, when each is due, one tick that does what is due, and who calls it."""
