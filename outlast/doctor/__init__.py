"""What `outlast doctor` looks at: this computer, the installation, the archive."""
